// The bare address: leads to the county that the server names, or to the first one.
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { useQuery } from '@/shared/graphql/use-query'
import { common } from '@/shared/text/common'
import { Bar } from '@/shared/ui/bar'
import { Page } from '@/shared/ui/page'
import { Failed, Waiting } from '@/shared/ui/states'
import { HomeCounty } from './first-view.generated'

export default function HomePage() {
  const { route } = useLocation()
  const { data, error, reload } = useQuery(HomeCounty, {})
  const code = data?.counties.nodes[0]?.code
  useEffect(() => {
    if (code) route(`/${code}`, true)
  }, [code])
  return <Page bar={<Bar>{common.product}</Bar>}>{error ? <Failed error={error} retry={reload} /> : <Waiting />}</Page>
}
