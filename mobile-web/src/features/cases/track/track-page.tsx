// The reporter's page: by query code, by phone, or both; also drafts and text size of this phone.
import { useLocation } from 'preact-iso'
import { useEffect, useRef } from 'preact/hooks'
import { homePath, lastCounty, lastCountyIsDemo } from '@/shared/county'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar } from '@/shared/ui/bar'
import { Page } from '@/shared/ui/page'
import { Failed, Waiting } from '@/shared/ui/states'
import { codeLength, plainCode } from './query-code'
import { StartView } from './start-view'
import { StatusView } from './status-view'
import { text } from './text'
import { TrackCounties } from './status.generated'
import { useTrack } from './use-track'

export default function TrackPage() {
  const { query } = useLocation()
  const county = query['county'] ?? lastCounty()
  const track = useTrack(county)
  const { data } = useQuery(TrackCounties, {})
  const counties = data?.counties.nodes ?? []
  const demo = data ? isDemo(counties, county) : lastCountyIsDemo()
  const asked = useRef(false)
  useEffect(() => {
    const scanned = plainCode(decodeURIComponent(location.hash.substring(1)))
    if (asked.current || scanned.length !== codeLength) return
    asked.current = true
    history.replaceState(null, '', location.pathname + location.search)
    track.find(scanned, undefined)
  }, [])
  const { state, status } = track
  const back = status ? track.leave : homePath(county)
  return (
    <Page bar={<Bar kind="discipline" back={back}>{text.title}</Bar>} demo={demo} tab="mine" county={county}>
      {state === 'finding' && !status && <Waiting text={text.finding} />}
      {state !== 'finding' && !status && <StartView track={track} county={county} counties={counties} />}
      {status && <StatusView key={track.code + status.reportId} track={track} status={status} county={county} />}
      {typeof state === 'object' && <Failed error={state} retry={() => track.find(track.code, track.token)} />}
      <section class="section">
        <div class="note">
          <p>
            {text.hotline} <a href="tel:12388">12388</a>。
          </p>
        </div>
      </section>
    </Page>
  )
}

/** Whether what may be found here is invented: of the county, if one is known; else of all there are. */
function isDemo(counties: readonly { code: string; isDemo: boolean }[], county: string | undefined): boolean {
  const meant = counties.filter(({ code }) => county === undefined || code === county)
  return meant.length > 0 && meant.every((one) => one.isDemo)
}
