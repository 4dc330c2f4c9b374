import * as ts from "typescript";
import { docsOf } from "./docs.ts";
import type { PropertySpec } from "./spec.ts";

/** All others are texts, as Pulumi keeps configuration. */
const TYPES: Readonly<Record<string, "integer" | "boolean">> = {
  requestsPerMinute: "integer",
  readOnly: "boolean",
};

/** The table of keys and variables in `provider/src/wix/settings.ts`. */
const tableIn = (settings: ts.SourceFile): ts.ObjectLiteralExpression => {
  for (const statement of settings.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (name.getText() === "ENVIRONMENT" && initializer && ts.isAsExpression(initializer)) {
        const { expression } = initializer;
        if (ts.isObjectLiteralExpression(expression)) return expression;
      }
  }
  throw new Error(`${settings.fileName} has no table of configuration keys`);
};

/** The configuration of the provider, by key. */
export const configurationOf = (settings: ts.SourceFile): Record<string, PropertySpec> =>
  Object.fromEntries(
    tableIn(settings)
      .properties.filter(ts.isPropertyAssignment)
      .map((assignment): [string, PropertySpec] => {
        const { name, initializer } = assignment;
        const key = name.getText();
        const { told, isSecret } = docsOf(assignment);
        const variable = ts.isStringLiteral(initializer) ? initializer.text : "";
        return [
          key,
          {
            type: TYPES[key] ?? "string",
            ...told,
            ...(isSecret && { secret: true }),
            defaultInfo: { environment: [variable] },
          },
        ];
      }),
  );
