// 意见建议 of a page, in a chunk of its own: whoever scans a sticker reads the page first.
import { late } from '@/shared/ui/late'
import type { OnPageProps } from './on-page'

export const Opinions = late<OnPageProps>(() => import('./on-page'), true)
