import * as ts from "typescript";
import { docsOf } from "./docs.ts";
import type { Source } from "./source.ts";
import type { PropertySpec, TypeSpec } from "./spec.ts";
import type { Types } from "./types.ts";

export interface Configuration {
  /** What a stack's configuration holds; a program that reads it gets the variable in its place. */
  variables: Record<string, PropertySpec>;
  /**
   * What a provider instance takes. Without the variables, which the plugin reads by itself: whatever a program gives is
   * kept in the state, and an environment's key has no place there.
   */
  inputProperties: Record<string, PropertySpec>;
}

/** The table of keys and variables in `provider/src/core/setting-keys.ts`. */
const tableIn = (keys: ts.SourceFile): ts.ObjectLiteralExpression => {
  for (const statement of keys.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (name.getText() === "ENVIRONMENT" && initializer && ts.isAsExpression(initializer)) {
        const { expression } = initializer;
        if (ts.isObjectLiteralExpression(expression)) return expression;
      }
  }
  throw new Error(`${keys.fileName} has no table of configuration keys`);
};

const aliasIn = (settings: ts.SourceFile, name: string): ts.TypeAliasDeclaration => {
  const alias = settings.statements.filter(ts.isTypeAliasDeclaration).find(one => one.name.text === name);
  if (alias === undefined) throw new Error(`${settings.fileName} has no type ${name}`);
  return alias;
};

export const configurationOf = ({ settings, settingKeys }: Source, types: Types): Configuration => {
  /** All others are texts, as Pulumi keeps configuration. */
  const special: Readonly<Record<string, TypeSpec>> = {
    requestsPerMinute: { type: "integer" },
    readOnly: { type: "boolean" },
    pace: types.alias(aliasIn(settings, "Pace")),
  };
  const keys = tableIn(settingKeys)
    .properties.filter(ts.isPropertyAssignment)
    .map(assignment => {
      const { name, initializer } = assignment;
      const { told, isSecret } = docsOf(assignment, true);
      return {
        key: name.getText(),
        variable: ts.isStringLiteral(initializer) ? initializer.text : "",
        spec: {
          ...(special[name.getText()] ?? { type: "string" as const }),
          ...told,
          ...(isSecret && { secret: true }),
        },
      };
    });
  return {
    variables: Object.fromEntries(
      // Programs read configuration as texts and JSON, and know no words there.
      keys.map(({ key, variable, spec: { $ref, ...spec } }) => [
        key,
        { ...($ref && { type: "string" as const }), ...spec, defaultInfo: { environment: [variable] } },
      ]),
    ),
    inputProperties: Object.fromEntries(
      keys.map(({ key, variable, spec }) => [
        key,
        { ...spec, description: `${spec.description ?? ""}\n\nIn the environment: \`${variable}\`.` },
      ]),
    ),
  };
};
