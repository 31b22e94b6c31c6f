// The page of one outcome.
import { useRoute } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { useQuery } from '@/shared/graphql/use-query'
import { Opinions } from '@/shared/opinions/late'
import { Bar } from '@/shared/ui/bar'
import { Foot } from '@/shared/ui/foot'
import { late } from '@/shared/ui/late'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Failed, Waiting } from '@/shared/ui/states'
import { Outcome } from './outcome.generated'
import { OutcomeView } from './outcome-view'
import { text } from './text'

const RatingBox = late(() => import('@/shared/rating/box'), true)

export default function OutcomePage() {
  const { params } = useRoute()
  const county = params['county'] ?? ''
  // Not kept: what is removed or past its term must not be shown again on the way back.
  const { data, error, reload } = useQuery(Outcome, { county, code: params['code'] ?? '' })
  const one = data?.outcome
  const place = data?.county
  useEffect(() => {
    if (place) rememberCounty(place)
  }, [place])
  if (data && !one) return <NotFound />
  const unit = `/${county}/u/${one?.unit.code ?? ''}`
  return (
    <Page bar={<Bar back={one ? unit : `/${county}`}>{one?.unit.name ?? text.page}</Bar>} demo={place?.isDemo} foot={place && <Foot facts={place.footer} />}>
      {one && (
        <>
          <OutcomeView one={one} county={county} />
          {!one.isTakenBack && <RatingBox id={one.id} county={county} />}
          {!one.removedOn && <Opinions county={county} about={one.id} />}
          <div class="btns mt5">
            <a class="btn btn--red-quiet" href={`/${county}/report?subject=${(one.power ?? one.unit).id}`}>
              {text.report}
            </a>
            <a class="btn btn--quiet" href={unit}>
              {text.unitPage(one.unit.name)}
            </a>
            <a class="btn btn--quiet" href={`/${county}/outcomes`}>
              {text.all}
            </a>
          </div>
        </>
      )}
      {error && <Failed error={error} retry={reload} />}
      {!one && !error && <Waiting />}
    </Page>
  )
}
