// A kind of outcomes as its publishers see it.
import type { PublishKindsQuery } from './publish.generated'

export type Kind = PublishKindsQuery['outcomeKinds'][number]
