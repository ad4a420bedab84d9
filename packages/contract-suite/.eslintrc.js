module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // A topic is tests, and exported: contract.test.ts runs it on each server.
      files: ['src/topics/*.ts'],
      rules: { 'jest/no-export': 'off' },
    },
  ],
});
