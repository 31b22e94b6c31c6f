// Steps 3 to 6 come in a chunk of their own: whoever only reads the first screen does not pay for them.
import { late } from '@/shared/ui/late'
import type { LaterProps } from './form'

export const Later = late<LaterProps>(() => import('./later-steps'))
