import { readFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";

/** The package's folder, from `src/page` as from `dist/page`. */
const PACKAGE = join(__dirname, "..", "..");
const LIBRARY = dirname(require.resolve("lit-html")).replace(/[\\/]node$/, "");

const FOLDERS: Readonly<Record<string, string>> = {
  ".js": join(PACKAGE, "dist", "browser"),
  ".css": join(PACKAGE, "static"),
  ".svg": join(PACKAGE, "static"),
};

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

/** @returns `undefined` where the page has no such file */
export const readAsset = async (name: string): Promise<Asset | undefined> => {
  if (!/^(lit-html\/(directives\/)?)?[a-z-]+\.(js|css|svg)$/.test(name)) return undefined;
  const path = name.startsWith("lit-html/")
    ? join(dirname(LIBRARY), name)
    : join(FOLDERS[extname(name)] ?? "", name);
  try {
    return { type: TYPES[extname(name)] ?? "", content: await readFile(path) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};
