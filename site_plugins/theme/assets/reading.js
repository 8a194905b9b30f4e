// @ts-check

// What helps to read a page: words that explain themselves, and a short print.
import "./notes.js";
import "./print.js";
