// JavaScript with short names and no blanks.
// node minify.mjs < module.mjs > minified.mjs
import { transformSync } from "esbuild";
import { answer, given } from "./start.mjs";

const options = { minify: true, format: "esm", target: "es2022", charset: "utf8", legalComments: "none" };
answer(transformSync(given, options).code);
