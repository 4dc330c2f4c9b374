type ReplyHeaders = Readonly<Record<string, string>>;

/** What a client gets to see of its request. */
export type Reply =
  | { readonly kind: "reply"; readonly status: number; readonly headers: ReplyHeaders; readonly body: string }
  /** The connection broke off within the body: `received` is what came of the `content-length`. */
  | {
      readonly kind: "cut-short";
      readonly status: number;
      readonly headers: ReplyHeaders;
      readonly received: Uint8Array;
      readonly reason: string;
    }
  /** The connection broke off before the first byte of an answer. */
  | {
      readonly kind: "lost";
      readonly sent: true;
      readonly reason: string;
      readonly cause: unknown;
    };
