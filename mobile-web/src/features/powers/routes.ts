// The page of a power; it comes with the entry: stickers lead here.
import type { PageRoute } from '@/shared/route'
import PowerPage from './power-page'

export const routes: readonly PageRoute[] = [{ path: '/:county/p/:code', first: PowerPage }]
