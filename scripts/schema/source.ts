import { join } from "node:path";
import * as ts from "typescript";

export const provider = join(import.meta.dirname, "..", "..", "provider");

/** What the schema is made of. */
export interface Source {
  checker: ts.TypeChecker;
  /** What the package exports. */
  exported: ts.Symbol[];
  /** The file of the configuration's keys. */
  settingKeys: ts.SourceFile;
  /** The file of what they hold. */
  settings: ts.SourceFile;
}

export const readSource = (): Source => {
  const config = join(provider, "tsconfig.json");
  const { config: json } = ts.readConfigFile(config, path => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, provider);
  const program = ts.createProgram([join(provider, "src", "index.ts")], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(join(provider, "src", "index.ts"));
  const symbol = index && checker.getSymbolAtLocation(index);
  if (symbol === undefined) throw new Error("the package exports nothing");
  const exported = checker
    .getExportsOfModule(symbol)
    .map(one => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one));
  const [settingKeys, settings] = ["core/setting-keys.ts", "wix/settings.ts"].map(path =>
    program.getSourceFile(join(provider, "src", path)),
  );
  if (settingKeys === undefined || settings === undefined) throw new Error("the package has no settings");
  return { checker, exported, settingKeys, settings };
};

/**
 * The interface that all of a union extend. It says of each property what holds whichever of them is meant: a schema knows
 * no choice between objects.
 */
export const commonBase = (type: ts.Type, checker: ts.TypeChecker): ts.InterfaceDeclaration | undefined => {
  if (!type.isUnion()) return undefined;
  const bases = type.types.map(one => (one.isClassOrInterface() ? checker.getBaseTypes(one)[0] : undefined));
  const [declaration] = bases[0]?.getSymbol()?.declarations ?? [];
  const isShared = bases.every(base => base !== undefined && base === bases[0]);
  return isShared && declaration && ts.isInterfaceDeclaration(declaration) ? declaration : undefined;
};

/** @throws Error where a symbol comes from nowhere */
export const declarationOf = (symbol: ts.Symbol): ts.Declaration => {
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) throw new Error(`${symbol.name} is declared nowhere`);
  return declaration;
};
