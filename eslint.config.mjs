import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "provider/types/**",
      "**/node_modules/**",
      "**/*.cjs",
      "**/*.mjs",
      "**/*.d.mts",
      "simulator/bin/**",
      "provider/bin/**",
      "provider/plugin/**",
      "sdk/{generator,go,python}/**",
      "sdk/nodejs/{bin,config,types}/**",
      "sdk/nodejs/!(absent|aliases|pulumi|stacks).ts",
      "site/**",
      ".stryker-tmp/**",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { ignoreRestSiblings: true, ignoreUsingDeclarations: true },
      ],
      "no-console": "error",
    },
  },
  {
    files: ["simulator/src/**", "simulator/browser/**"],
    rules: {
      "func-style": ["error", "expression"],
      "prefer-arrow-callback": "error",
      "arrow-body-style": ["error", "as-needed"],
      "@typescript-eslint/no-import-type-side-effects": "error",
    },
  },
  {
    files: ["test/**", "engine/**", "bench/**", "scripts/**", "examples/**", "simulator/src/cli.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["examples/**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", name: "test", package: "node:test" }] },
      ],
    },
  },
  {
    files: ["test/**", "examples/**"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
