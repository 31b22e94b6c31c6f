// 提意见: what it is about, the words, public or not, a name, a proven phone; then when it will be answered.
import { useLocation, useRoute } from 'preact-iso'
import { useRef, useState } from 'preact/hooks'
import { takeRecord } from '@/shared/attached'
import { lastCountyIsDemo } from '@/shared/county'
import { dayWithYear } from '@/shared/format/format'
import { useQuery } from '@/shared/graphql/use-query'
import { Bar } from '@/shared/ui/bar'
import { Page } from '@/shared/ui/page'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { OpinionAbout } from './opinions.generated'
import type { OpinionPartsFragment } from './opinions.generated'
import { text } from './text'
import { WriteForm } from './write-form'
import type { Thing } from './write-form'

export default function WritePage() {
  const county = useRoute().params['county'] ?? ''
  const { query } = useLocation()
  // In memory only: the address says nothing of the money.
  const record = useRef(takeRecord())
  const about = record.current?.id ?? query['about'] ?? ''
  const publication = query['result']
  const { data, error, reload } = useQuery(OpinionAbout, { id: about }, { skip: !about || record.current !== undefined })
  const [taken, setTaken] = useState<OpinionPartsFragment>()
  const thing = record.current ? { id: about, name: record.current.name, isRecord: true, isPower: false } : publication ? result(publication) : known(about, data?.node)
  return (
    <Page bar={<Bar back={`/${county}`}>{text.write.bar}</Bar>} demo={lastCountyIsDemo()}>
      {taken && <Done one={taken} county={county} />}
      {!taken && thing && <WriteForm county={county} thing={thing} onTaken={setTaken} />}
      {!taken && !thing && (!about || data) && <Blank title={text.write.aboutNothing} />}
      {error && <Failed error={error} retry={reload} />}
      {!thing && about && !data && !error && <Waiting />}
    </Page>
  )
}

type Node = { __typename: string; name?: string; title?: string | null } | null | undefined

function known(id: string, node: Node): Thing | undefined {
  if (!node || ['Unit', 'Power', 'Outcome', 'Official'].indexOf(node.__typename) < 0) return undefined
  return { id, name: node.name ?? node.title ?? '', isPower: node.__typename === 'Power', isRecord: false }
}

function result(code: string): Thing {
  return { publication: code, name: '公开的办理结果', isPower: false, isRecord: false }
}

function Done({ one, county }: { one: OpinionPartsFragment; county: string }) {
  const words = text.done
  return (
    <>
      <div class="head">
        <h1>{words.title}</h1>
        {one.dueOn && <p class="lead">{words.due(one.answeredBy, dayWithYear(one.dueOn))}</p>}
        <p class="soft mt2">{words.how}</p>
      </div>
      <a class="btn mt5" href={`/${county}/my-opinions`}>
        {words.mine}
      </a>
      <a class="btn btn--quiet mt3" href={`/${county}/u/${one.unitCode}`}>
        {words.back}
      </a>
    </>
  )
}
