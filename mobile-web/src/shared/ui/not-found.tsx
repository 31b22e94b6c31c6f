// The page for an address that leads nowhere.
import { homePath, lastCounty } from '@/shared/county'
import { common } from '@/shared/text/common'
import { Bar } from './bar'
import { Page } from './page'

export function NotFound() {
  const home = homePath(lastCounty())
  return (
    <Page bar={<Bar home={home}>{common.product}</Bar>}>
      <div class="head">
        <h1>{common.notFound.title}</h1>
        <p class="lead soft mt2">{common.notFound.text}</p>
      </div>
      <a class="btn mt6" href={home}>
        {common.notFound.go}
      </a>
    </Page>
  )
}
