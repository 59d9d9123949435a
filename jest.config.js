/** @type {import('jest').Config} */
export default {
  // Runs tests in plain Node, as the product runs, and not in one virtual machine a file: loading the product anew for
  // every file took most of the time. Files of one worker share its modules, and so one running product.
  runner: 'jest-light-runner',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/browser/', '<rootDir>/test/dashboard/'],
  transform: {},
  globalSetup: '<rootDir>/test/harness/global-setup.js',
  globalTeardown: '<rootDir>/test/harness/global-teardown.js',
  // More than the cores of a small machine: a good part of a test is waiting for what it has set off.
  maxWorkers: 3,
};
