/** What containers have printed, as the nodes keep it: for as long as the pod exists. */
export class ContainerLogs {
  readonly #logs = new Map<string, Map<string, string>>();

  write(
    pod: { namespace?: string; name: string },
    container: string,
    text: string,
  ): void {
    const key = keyOf(pod);
    const ofPod = this.#logs.get(key) ?? new Map<string, string>();
    ofPod.set(container, text);
    this.#logs.set(key, ofPod);
  }

  read(
    pod: { namespace?: string; name: string },
    container: string,
  ): string | undefined {
    return this.#logs.get(keyOf(pod))?.get(container);
  }

  forget(pod: { namespace?: string; name: string }): void {
    this.#logs.delete(keyOf(pod));
  }
}

function keyOf(pod: { namespace?: string; name: string }): string {
  return `${pod.namespace ?? ''}/${pod.name}`;
}
