// JavaScript on purpose: Jest turns a set-up written in TypeScript into CommonJS, which cannot load the product.
export { default } from './make-template.ts';
