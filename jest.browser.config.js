import config from './jest.config.js';

/** Tests in a real browser, which `npm test` leaves out: they need Chromium, and are slower. */
export default {
  ...config,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
};
