/** Where a release comes from, e.g. `https://github.com/agency/pulumi-wix`. */
export interface Repository {
  readonly url: string;
  /** What an SDK names as the server of the plugin, by which Pulumi asks for archives of its version. */
  readonly server: string;
}

/** @throws Error unless it is a repository on GitHub, whose releases Pulumi knows how to ask for */
export function repositoryAt(url: string): Repository {
  const path = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git|\/)?$/.exec(url)?.[1];
  if (path === undefined)
    throw new Error(`${JSON.stringify(url)} is no repository like https://github.com/<owner>/<name>`);
  return { url: `https://github.com/${path}`, server: `github://api.github.com/${path}` };
}

/** What a package's manifest says of where it comes from; npm holds it against what is signed. */
export const stampedManifest = (manifest: object, { url }: Repository, directory: string): object => ({
  ...manifest,
  repository: { type: "git", url: `git+${url}.git`, directory },
  homepage: `${url}/tree/main/${directory}#readme`,
  bugs: { url: `${url}/issues` },
});

/** What SDKs that are made from the schema take over. */
export const stampedSchema = (schema: object, { url, server }: Repository): object => ({
  ...schema,
  repository: url,
  pluginDownloadURL: server,
});
