// JavaScript on purpose: see global-setup.js.
export { default } from './drop-template.ts';
