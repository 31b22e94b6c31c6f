// Plain pages for faults: the program broke, or a part of it could not be loaded.
import { RequestError } from '@/shared/graphql/client'
import { common } from '@/shared/text/common'
import { Bar } from './bar'
import { Page } from './page'
import { Failed } from './states'

/** Something in the client broke. */
export function Broken() {
  return <FaultPage error={new RequestError('broken')} />
}

/** A page's code could not be loaded. */
export function Unreachable() {
  return <FaultPage error={new RequestError('offline')} />
}

function FaultPage({ error }: { error: RequestError }) {
  return (
    <Page bar={<Bar home="/">{common.product}</Bar>}>
      <Failed error={error} retry={() => location.reload()} />
    </Page>
  )
}
