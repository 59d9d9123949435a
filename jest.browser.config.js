import config from './jest.config.js';

/** Tests in a real browser, which `npm test` leaves out: they need Chromium, and are slower. */
export default {
  ...config,
  testMatch: ['<rootDir>/test/{browser,dashboard}/**/*.test.ts'],
  globalSetup: '<rootDir>/test/dashboard/global-setup.js',
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 3,
};
