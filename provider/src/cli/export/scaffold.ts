/* What a Pulumi program has beside its TypeScript. */

export interface Project {
  /** Of the Pulumi project. */
  name: string;
  /** GUID. */
  accountId: string;
  /** Of this package. */
  version: string;
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const TSCONFIG = `{
  "compilerOptions": {
    "strict": true,
    "target": "es2022",
    "module": "node16",
    "moduleResolution": "node16",
    "noUnusedLocals": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["**/*.ts"]
}
`;

export const scaffoldOf = ({ name, accountId, version }: Project): Record<string, string> => ({
  "package.json": json({
    name,
    private: true,
    main: "index.ts",
    scripts: { typecheck: "tsc" },
    dependencies: { "@pulumi/pulumi": "^3.216.0", "pulumi-wix": `^${version}` },
    devDependencies: { "@types/node": "^24.0.0", typescript: "^6.0.0" },
  }),
  "tsconfig.json": TSCONFIG,
  "Pulumi.yaml": `name: ${name}
description: Wix account ${accountId}
runtime: nodejs
config:
  wix:accountId: ${accountId}
`,
  ".gitignore": "node_modules/\ncontacts.secret.json\n",
});
