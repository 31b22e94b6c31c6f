// A reporter whom the last message did not reach.
import type { UndeliveredQuery } from './custody.generated'

export type Unreached = UndeliveredQuery['undeliveredMessages'][number]
