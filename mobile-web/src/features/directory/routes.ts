// The pages of the directory: county, list of units, unit. They come with the entry: stickers lead here.
import type { PageRoute } from '@/shared/route'
import CountyPage from './county-page'
import HomePage from './home-page'
import ListPage from './list-page'
import UnitPage from './unit-page'

export const routes: readonly PageRoute[] = [
  { path: '/', first: HomePage },
  { path: '/:county', first: CountyPage },
  { path: '/:county/list', first: ListPage },
  { path: '/:county/u/:code', first: UnitPage },
]
