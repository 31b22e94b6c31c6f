// A GraphQL operation as the client sends it: its name, its text, and (for the compiler only) its types.

/** One operation; the last field exists for the compiler only. */
export interface Document<Data, Variables> {
  readonly name: string
  readonly text: string
  readonly types?: (variables: Variables) => Data
}
