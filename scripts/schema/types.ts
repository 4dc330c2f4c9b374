import * as ts from "typescript";
import { docsOf } from "./docs.ts";
import { commonBase } from "./source.ts";
import type { EnumSpec, ObjectSpec, PropertySpec, TypeSpec } from "./spec.ts";
import { nameOf, wordsComputed, wordsWritten, type Word } from "./words.ts";

/** Pulumi's wrappers say nothing of the shape: every property of a schema may be an output. */
const WRAPPERS = new Set(["Input", "Output", "Unwrap", "UnwrappedObject"]);

const PLAIN = new Map<ts.SyntaxKind, TypeSpec>([
  [ts.SyntaxKind.StringKeyword, { type: "string" }],
  [ts.SyntaxKind.BooleanKeyword, { type: "boolean" }],
  [ts.SyntaxKind.UnknownKeyword, { $ref: "pulumi.json#/Any" }],
  // Every number of this package counts something.
  [ts.SyntaxKind.NumberKeyword, { type: "integer" }],
]);

export const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const isUndefined = (node: ts.Node): boolean => node.kind === ts.SyntaxKind.UndefinedKeyword;

/** Its own properties: not those of what it extends. */
const membersOf = (node: ts.InterfaceDeclaration | ts.TypeLiteralNode): ts.PropertySignature[] =>
  node.members.filter(ts.isPropertySignature);

/** Turns types as TypeScript declares them into types of a Pulumi schema, and collects those that have names. */
export class Types {
  readonly named: Record<string, ObjectSpec | EnumSpec> = {};
  readonly #names = new Map<ts.Node, string>();
  /** The name of each set of words. */
  readonly #sets = new Map<string, string>();

  readonly #checker: ts.TypeChecker;
  readonly #token: (name: string) => string;
  readonly #exported: ReadonlyMap<string, ts.Symbol>;

  /** @param exported all that the package exports */
  constructor(checker: ts.TypeChecker, token: (name: string) => string, exported: readonly ts.Symbol[]) {
    this.#checker = checker;
    this.#token = token;
    this.#exported = new Map(exported.map(symbol => [symbol.name, symbol]));
  }

  /** @param place what an unnamed type is called after: its owner and the property */
  of(node: ts.TypeNode, place: string): TypeSpec {
    const plain = PLAIN.get(node.kind);
    if (plain !== undefined) return plain;
    if (ts.isParenthesizedTypeNode(node)) return this.of(node.type, place);
    if (ts.isArrayTypeNode(node)) return { type: "array", items: this.of(node.elementType, place) };
    if (ts.isTypeOperatorNode(node))
      return node.operator === ts.SyntaxKind.KeyOfKeyword
        ? this.#computed(node, place)
        : this.of(node.type, place);
    if (ts.isLiteralTypeNode(node)) return this.#union([node], place);
    if (ts.isUnionTypeNode(node)) return this.#union(node.types, place);
    if (ts.isTypeLiteralNode(node)) return this.#object(place, node);
    if (ts.isTypeReferenceNode(node)) return this.#reference(node, place);
    if (ts.isIndexedAccessTypeNode(node)) return this.#computed(node, place);
    throw new Error(`${place}: ${node.getText()} has no place in a schema`);
  }

  /** The properties of an interface as arguments or results of their own. */
  properties(node: ts.InterfaceDeclaration | ts.TypeLiteralNode, owner: string): ObjectSpec {
    const members = membersOf(node);
    const properties = members.map(member => [
      member.name.getText(),
      this.property(member, `${owner}${capitalized(member.name.getText())}`),
    ]);
    const required = members.filter(member => !member.questionToken).map(member => member.name.getText());
    return {
      type: "object",
      properties: Object.fromEntries(properties) as Record<string, PropertySpec>,
      ...(required.length > 0 && { required: required.sort() }),
    };
  }

  /**
   * A reference to an interface, called as it is in TypeScript. Pulumi itself tells arguments from results; where the two
   * differ, so that each has an interface, that of the results is told by its name.
   */
  interface(node: ts.InterfaceDeclaration, called = node.name.text): TypeSpec {
    const { fits } = docsOf(node);
    if (fits !== undefined) return this.#fitting(node, fits);
    const known = this.#names.get(node);
    if (known !== undefined) return this.#object(known, node);
    const isArgument = called.endsWith("Args");
    const plain = called.replace(/Args$/, "");
    const isTaken = !isArgument && this.#exported.has(`${called}Args`);
    const name = isTaken ? `${plain}Result` : plain;
    if ([...this.#names.values()].includes(name)) throw new Error(`two interfaces are called ${name}`);
    this.#names.set(node, name);
    return this.#object(name, node);
  }

  property(member: ts.PropertySignature | ts.PropertyDeclaration, place: string): PropertySpec {
    if (member.type === undefined) throw new Error(`${place} has no declared type`);
    const { told, isSecret } = docsOf(member);
    return {
      ...this.of(member.type, place),
      ...told,
      ...(isSecret && { secret: true }),
    };
  }

  #fitting(node: ts.InterfaceDeclaration, argument: string): TypeSpec {
    const declaration = this.#exported.get(argument)?.declarations?.[0];
    const [given, taken] = [node, declaration].map(one => one && this.#checker.getTypeAtLocation(one));
    if (!given || !taken || !declaration || !ts.isInterfaceDeclaration(declaration))
      throw new Error(`${node.name.text} fits ${argument}, which is no interface of the package`);
    if (!this.#checker.isTypeAssignableTo(given, taken))
      throw new Error(`${node.name.text} does not fit ${argument}`);
    return this.interface(declaration);
  }

  #union(types: readonly ts.TypeNode[], place: string): TypeSpec {
    const parts = types.filter(part => !isUndefined(part));
    const words = wordsWritten(parts);
    if (words !== undefined) return this.#words(words, place);
    const specs = parts.map(part => this.of(part, place));
    const [only, ...others] = specs;
    return only !== undefined && others.length === 0 ? only : { oneOf: specs };
  }

  #reference(node: ts.TypeReferenceNode, place: string): TypeSpec {
    const name = node.typeName.getText().replace(/^pulumi\./, "");
    const [first, second] = node.typeArguments ?? [];
    if (WRAPPERS.has(name) && first) return this.of(first, place);
    // An enum would make an error of a word that Wix adds later; the comment names those that are known.
    if (name === "Open") return { type: "string" };
    if (name === "Array" && first) return { type: "array", items: this.of(first, place) };
    if (name === "Record" && second) return { type: "object", additionalProperties: this.of(second, place) };
    const declaration = this.#declarationOf(node);
    if (declaration && ts.isInterfaceDeclaration(declaration)) return this.interface(declaration);
    if (declaration && ts.isTypeAliasDeclaration(declaration) && !declaration.typeParameters)
      return this.alias(declaration);
    return this.#computed(node, place);
  }

  /** A choice of interfaces is shown as what they have in common; a set of words has its name and comment from here. */
  alias(node: ts.TypeAliasDeclaration): TypeSpec {
    const common = commonBase(this.#checker.getTypeAtLocation(node), this.#checker);
    if (common) return this.interface(common, node.name.text);
    const spec = this.of(node.type, node.name.text);
    const named = this.named[this.#token(node.name.text)];
    if (named) this.named[this.#token(node.name.text)] = { ...docsOf(node, true).told, ...named };
    return spec;
  }

  /** Types that are computed of others, e.g. by `Exclude`, can only be sets of words. */
  #computed(node: ts.TypeNode, place: string): TypeSpec {
    const words = wordsComputed(node, this.#checker);
    if (words === undefined) throw new Error(`${place}: ${node.getText()} has no place in a schema`);
    return this.#words(words, place);
  }

  #declarationOf(node: ts.TypeReferenceNode): ts.Declaration | undefined {
    const symbol = this.#checker.getSymbolAtLocation(node.typeName);
    if (symbol === undefined) return undefined;
    const real = symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
    return real.declarations?.[0];
  }

  #object(name: string, node: ts.InterfaceDeclaration | ts.TypeLiteralNode): TypeSpec {
    const token = this.#token(name);
    if (!(token in this.named)) {
      // Noted before its properties are looked at, which may lead back to it.
      this.named[token] = { ...docsOf(node).told, type: "object", properties: {} };
      Object.assign(this.named[token], this.properties(node, name));
    }
    return { $ref: `#/types/${token}` };
  }

  #words(words: readonly Word[], name: string): TypeSpec {
    const token = this.#token(name);
    const sorted = words.toSorted((a, b) => (a.value < b.value ? -1 : 1));
    const set = sorted.map(({ value }) => value).join("|");
    const known = this.#sets.get(set);
    if (known !== undefined && known !== name)
      throw new Error(`${name} and ${known} are the same words; give them one name`);
    if (known === undefined && token in this.named) throw new Error(`two types are called ${name}`);
    this.#sets.set(set, name);
    this.named[token] ??= {
      type: "string",
      enum: sorted.map(word => ({ name: nameOf(word.value, name), ...word })),
    };
    return { $ref: `#/types/${token}` };
  }
}
