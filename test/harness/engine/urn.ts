import type { Alias, Declaration, Shell } from "./shell.ts";

export type Urn = string;

/** The name of a component is no part of its children's URN, its type is. */
const make = (token: string, parents: readonly string[], name: string): Urn =>
  `urn:pulumi:test::test::${[...parents, token].join("$")}::${name}`;

export const urnOf = (shell: Pick<Shell, "token">, { type, parents, name }: Declaration): Urn =>
  make(shell.token(type), parents, name);

export const aliasUrns = (shell: Shell, { type, parents, name, options }: Declaration): Urn[] =>
  (options.aliases ?? []).map((alias: Alias) =>
    make(shell.token(type), alias.parents ?? parents, alias.name ?? name),
  );
