/*
 * Ways to break the provider, each a rule of ownership switched off (docs/decisions/0005-ownership-by-declared-things.md).
 * The model must find every one of them.
 */

export interface Sabotage {
  readonly name: string;
  /** In which it is looked for. @default "dynamic" */
  readonly shell?: "dynamic" | "native";
  /** Below `provider/src`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly snippet: string;
  readonly replacement: string;
}

export const SABOTAGES: readonly Sabotage[] = [
  {
    name: "identity: resources under different parents are taken for one by their name",
    file: "core/ownership.ts",
    snippet: '`${under === undefined ? "" : `${under}$`}${type}::${name}`',
    replacement: '`${under === undefined ? "" : ""}${type}::${name}`',
  },
  {
    name: "declared: a record set goes although another resource declares it",
    file: "resources/dns-zone-records/things.ts",
    snippet: "const declared = ledger.declarers<DeclaredSet>(key, except).map(",
    replacement: "const declared = ledger.declarers<DeclaredSet>(`none ${key}`, except).map(",
  },
  {
    name: "declared: a package is cancelled although it is declared",
    file: "resources/package/delete.ts",
    snippet: "const declared = declaration(ctx, id, state);",
    replacement: 'const declared = state.onDestroy === "cancel" ? undefined : declaration(ctx, id, state);',
  },
  {
    name: "declared: an instance leaves its site although its placement is declared",
    file: "resources/product-instance-assignment/lifecycle.ts",
    snippet: "const [declarer] = [...ledger.declarers(key), ...ledger.declaredHolders(key, owner)];",
    replacement:
      "const [declarer] = [...ledger.declarers(`none ${key}`), ...ledger.declaredHolders(`none ${key}`, owner)];",
  },
  {
    name: "declared: a domain is disconnected although it is declared",
    file: "resources/connected-domain/delete.ts",
    snippet: "declarers<DomainUse>(domainThing(ctx.account(accountId), domain));",
    replacement: "declarers<DomainUse>(domainThing(ctx.account(accountId), `none ${domain}`));",
  },
  {
    name: "announcements: what comes later in the program is not known",
    file: "dynamic/provider.ts",
    snippet: "announce(program);",
    replacement: "announce(program === undefined ? program : undefined);",
  },
  {
    name: "heritage: a replacement knows nothing of what it replaces",
    file: "shell/operations.ts",
    snippet: "const heir = lifecycle.inherits ? progress.heirOf(ctx.owner, { id, state }) : undefined;",
    replacement: "const heir = lifecycle.form < 0 ? progress.heirOf(ctx.owner, { id, state }) : undefined;",
  },
  {
    name: "places: an assignment that ends does not ask who declares the domain's place now",
    file: "resources/domain-assignment/lifecycle.ts",
    snippet: "const [heir] = ledger.declarers(key);",
    replacement: "const [heir] = ledger.declarers(key).slice(9);",
  },
  {
    name: "places: a domain is disconnected although its place is declared",
    file: "resources/connected-domain/delete.ts",
    snippet: "if (placed === undefined) return;",
    replacement: 'if (placed === undefined || domain !== "") return;',
  },
  {
    name: "heritage: what stood in a zone before us is forgotten",
    file: "dns/bring-about.ts",
    snippet: "...(found && found.values.length > 0 && { found }),",
    replacement: "...(found && found.values.length > 1000 && { found }),",
  },
  {
    name: "merging: values that another resource declares are taken away",
    file: "dns/let-go.ts",
    snippet: "minus(known.values, [...theirs, ...valuesOf(before)])",
    replacement: "minus(known.values, [...theirs.slice(theirs.length), ...valuesOf(before)])",
  },
  {
    name: "half-made: a resource forgets what it wrote before it failed",
    file: "resources/dns-zone-records/salvage.ts",
    snippet: "const isDone = done(wanted, unsettled);",
    replacement: 'const isDone = new Set([...done(wanted, unsettled)].filter(key => key === ""));',
  },
  {
    name: "proof: anybody's refusal counts as Wix's",
    file: "wix/answer.ts",
    snippet: "if (proven && isRefusal(status)) return failures.refused(status, refusal);",
    replacement: "if (isRefusal(status)) return failures.refused(status, refusal);",
  },
  {
    name: "unknown outcomes: a write that was not answered is taken for refused",
    file: "wix/answer.ts",
    snippet: 'return this.sent.call.effect === "write"\n',
    replacement: 'return this.sent.call.effect === ("none" as string)\n',
  },
  {
    name: "secrets: what is hidden in a state is not sealed",
    file: "dynamic/values.ts",
    snippet: "[HIDDEN_KEY]: hidden.sealed === undefined ? saved : secret(saved),",
    replacement: '[HIDDEN_KEY]: hidden.sealed === undefined || hidden.name !== "" ? saved : secret(saved),',
  },
  {
    name: "secrets, native: what is hidden in a state is not sealed",
    shell: "native",
    file: "native/values.ts",
    snippet: "seals.isEmpty ? text : secret(text)",
    replacement: 'seals.isEmpty || text !== "" ? text : secret(text)',
  },
  {
    name: "secrets, native: contacts that nobody calls secret are shown",
    shell: "native",
    file: "native/resource-calls.ts",
    snippet: "given.always(operations.lifecycle.secret ?? [])",
    replacement: "given.always((operations.lifecycle.secret ?? []).slice(9))",
  },
  {
    name: "half-made, native: what exists is not saved",
    shell: "native",
    file: "native/resource-calls.ts",
    snippet: "throw error instanceof HalfMade",
    replacement: 'throw error instanceof HalfMade && error.id === ""',
  },
];
