// One request that waits, with the words of who asks.
import type { DeadlineRequestsQuery } from './requests.generated'

export type WaitingRow = DeadlineRequestsQuery['deadlineRequests']['nodes'][number]
