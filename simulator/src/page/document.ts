import { createHash } from "node:crypto";

/** The page's modules name the library as its documentation does. */
const IMPORT_MAP = JSON.stringify({
  imports: { "lit-html": "./page/lit-html/lit-html.js", "lit-html/": "./page/lit-html/" },
});

/** What the page begins as; everything on it comes from `page/view`. */
export const DOCUMENT = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Wix simulator</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="page/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="page/base.css">
    <link rel="stylesheet" href="page/rows.css">
    <link rel="stylesheet" href="page/journal.css">
    <link rel="stylesheet" href="page/sheet.css">
    <script type="importmap">${IMPORT_MAP}</script>
    <script type="module" src="page/main.js"></script>
  </head>
  <body>
    <noscript>This page needs JavaScript, which comes from the simulator itself.</noscript>
  </body>
</html>
`;

const digest = createHash("sha256").update(IMPORT_MAP).digest("base64");

/** Nothing but the simulator's own files, no markup from texts, nobody's frame. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${digest}'`,
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");
