// Fills the folder that TMPDIR names with the browser that the package carries: it extracts to nowhere else.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";

const archives = fileURLToPath(new URL("../bin", import.meta.resolve("@sparticuz/chromium")));
// The libraries are those that a plain Debian lacks: NSS, NSPR and expat.
const files = ["chromium.br", "fonts.tar.br", "al2023.tar.br"];
await Promise.all(files.map(file => inflate(join(archives, file))));
