/** Progress for the person at the terminal. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the program with one sentence. */
export function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}
