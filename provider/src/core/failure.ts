/** What is wrong with one input, and the way out. */
export interface Failure {
  /** Path of the input as the user wrote it, e.g. `records[3].values[0]`. */
  property: string;
  reason: string;
}
