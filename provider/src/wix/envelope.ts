import * as z from "zod";
import type { FieldViolation } from "./errors";

/** What a refused call says of its reason (docs/wix/README.md#error-envelope). */
export interface Refusal {
  code: string | undefined;
  text: string;
  violations: FieldViolation[];
  /** Whether the body was Wix's envelope: `message` and `details`; a proxy that speaks JSON knows the first only. */
  enveloped: boolean;
}

const Envelope = z.looseObject({
  message: z.string().catch(""),
  details: z
    .looseObject({
      applicationError: z
        .looseObject({
          code: z.string().optional().catch(undefined),
          description: z.string().optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
      validationError: z
        .looseObject({
          fieldViolations: z
            .array(
              z.looseObject({ field: z.string().catch("?"), description: z.string().catch("not valid") }),
            )
            .catch([]),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const isEnvelope = ({ message, details }: Partial<Record<"message" | "details", unknown>>): boolean =>
  typeof message === "string" && typeof details === "object" && details !== null && !Array.isArray(details);

/** @param body the parsed body of an answer with a status of 400 or more; undefined where it was no JSON */
export const readRefusal = (body: unknown): Refusal => {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return { code: undefined, text: "", violations: [], enveloped: false };
  const { message, details } = envelope.data;
  const description = details?.applicationError?.description ?? "";
  return {
    code: details?.applicationError?.code,
    text: description === "" ? message : description,
    violations:
      details?.validationError?.fieldViolations.map(({ field, description }) => ({ field, description })) ??
      [],
    enveloped: isEnvelope(body as Partial<Record<"message" | "details", unknown>>),
  };
};
