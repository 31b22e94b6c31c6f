// One opinion that everybody reads; its author finds his own by phone.
import { useRoute } from 'preact-iso'
import { lastCountyIsDemo } from '@/shared/county'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar } from '@/shared/ui/bar'
import { Page } from '@/shared/ui/page'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { OpinionView } from './opinion-view'
import { OneOpinion } from './opinions.generated'
import { text } from './text'

export default function OnePage() {
  const { params } = useRoute()
  const county = params['county'] ?? ''
  // Not kept: what is taken away must not be shown again on the way back.
  const { data, error, reload } = useQuery(OneOpinion, { id: params['id'] ?? '' })
  const one = data?.opinion
  const back = one ? `/${county}/u/${one.unitCode}` : `/${county}`
  return (
    <Page bar={<Bar back={back}>{one?.unitName ?? text.one.bar}</Bar>} demo={lastCountyIsDemo()}>
      {one && <OpinionView one={one} county={county} />}
      {data && !one && (
        <Blank title={text.one.gone}>
          <p>{text.one.goneHelp}</p>
        </Blank>
      )}
      {error && <Failed error={error} retry={reload} />}
      {!data && !error && <Waiting />}
      <a class="btn btn--quiet mt5" href={`/${county}/my-opinions`}>
        {text.list.mine}
      </a>
    </Page>
  )
}
