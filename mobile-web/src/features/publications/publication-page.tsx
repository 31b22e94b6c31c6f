// The page of one published result.
import { useRoute } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { rememberCounty } from '@/shared/county'
import { useQuery } from '@/shared/graphql/use-query'
import { Opinions } from '@/shared/opinions/late'
import { Bar } from '@/shared/ui/bar'
import { Foot } from '@/shared/ui/foot'
import { NotFound } from '@/shared/ui/not-found'
import { Page } from '@/shared/ui/page'
import { Failed, Waiting } from '@/shared/ui/states'
import { Publication } from './publication.generated'
import { PublicationView } from './publication-view'
import { text } from './text'

export default function PublicationPage() {
  const { params } = useRoute()
  const county = params['county'] ?? ''
  // Not kept: what is hidden or over must not be shown again on the way back.
  const { data, error, reload } = useQuery(Publication, { county, code: params['code'] ?? '' })
  const one = data?.publication
  const place = data?.county
  useEffect(() => {
    if (place) rememberCounty(place)
  }, [place])
  if (data && !one) return <NotFound />
  const unit = `/${county}/u/${one?.unit.code ?? ''}#results`
  return (
    <Page bar={<Bar back={one ? unit : `/${county}`}>{one?.unit.shortName ?? text.page}</Bar>} demo={place?.isDemo} foot={place && <Foot facts={place.footer} />}>
      {one && (
        <>
          <PublicationView one={one} />
          <Opinions county={county} result={params['code'] ?? ''} />
          <a class="btn btn--quiet mt5" href={unit}>
            {text.unit(one.unit.shortName)}
          </a>
          <a class="btn btn--quiet mt3" href={`/${county}/results`}>
            {text.all}
          </a>
        </>
      )}
      {error && <Failed error={error} retry={reload} />}
      {!one && !error && <Waiting />}
    </Page>
  )
}
