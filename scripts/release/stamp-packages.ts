import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PUBLISHED } from "../packages/pack.ts";
import { withAbsoluteLinks } from "./links.ts";
import { repositoryAt, stampedManifest, stampedSchema } from "./repository.ts";

const NATIVE = "provider/dist/native";

/** Folders of manifests that are written by hand or generated; the build makes the native plugin's of the provider's. */
export const MANIFESTS = PUBLISHED.filter(folder => folder !== NATIVE);

/** Folders of the READMEs that packages show on npm. */
export const READMES = PUBLISHED.map(folder => (folder === NATIVE ? "provider/plugin" : folder));

/**
 * Writes where a release comes from into the packages and the schema, and has READMEs lead to its tag. It may be done again.
 *
 * @param root of a checkout
 * @param url of the repository
 * @throws Error unless that is one on GitHub
 */
export function stampPackages(root: string, url: string): void {
  const repository = repositoryAt(url);
  const tag = `v${versionAt(root)}`;
  for (const folder of MANIFESTS)
    rewriteJson(join(root, folder, "package.json"), manifest =>
      stampedManifest(manifest, repository, folder),
    );
  for (const folder of READMES)
    rewrite(join(root, folder, "README.md"), page => withAbsoluteLinks(page, folder, repository, tag));
  rewriteJson(join(root, "provider", "schema.json"), schema => stampedSchema(schema, repository));
}

/** Of all packages. */
export const versionAt = (root: string): string =>
  (JSON.parse(readFileSync(join(root, "provider", "package.json"), "utf8")) as { version: string }).version;

const rewriteJson = (file: string, change: (document: object) => object): void => {
  rewrite(file, text => `${JSON.stringify(change(JSON.parse(text) as object), undefined, 2)}\n`);
};

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}
