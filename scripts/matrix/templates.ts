/** The `tsconfig.json` of Pulumi's template for TypeScript, before and since March 2026. */
export type Template = "old" | "new";
export type Modules = "commonjs" | "module";

const COMMON = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};

/** Of the old one for ES modules, what Pulumi's documentation says to change. */
export function compilerOptions(template: Template, modules: Modules): object {
  if (template === "new") return { ...COMMON, module: "nodenext", moduleResolution: "nodenext" };
  return { ...COMMON, module: modules === "module" ? "es2020" : "commonjs", moduleResolution: "node" };
}
