// One case: head and content are asked for apart, since each opening of the content is on the ledger.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CaseAction } from '@/shared/graphql/schema.generated'
import { NewerBar } from '@/shared/live/newer-bar'
import { Done } from '@/shared/staff/done'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Failed, Waiting } from '@/shared/ui/states'
import { ActionSheet } from '../actions/action-sheet'
import type { Act } from '../actions/action-sheet'
import { AsideSheet } from '../actions/aside-sheet'
import { text } from '../text'
import { DONE } from '../words'
import { CaseContent, CasePage } from './case.generated'
import type { CaseHeadFragment } from './case.generated'
import { CaseDesk } from './case-desk'
import { CasePhone } from './case-phone'
import type { CaseView, Doing } from './case-parts'
import { useCaseNews } from './use-case-news'

const words = text.page

interface Props {
  id: string
  viewer: SignedInFragment
  wide: boolean
  /** The list beside it is no longer true. */
  onChanged: () => void
}

export function CasePane({ id, viewer, wide, onChanged }: Props) {
  const head = useStaffQuery(CasePage, { id })
  const content = useStaffQuery(CaseContent, { id })
  const one = head.data?.node?.__typename === 'Case' ? head.data.node : undefined
  const opened = content.data?.node?.__typename === 'Case' ? content.data.node : undefined
  const [newest, setNewest] = useCaseNews(id, one?.version)
  const [done, setDone] = useState<Doing>()
  const box = useRef<HTMLElement>(null)
  useArrival(box, one !== undefined)
  return (
    <article ref={box} class={wide ? 'panel' : undefined} aria-busy={!head.data && !head.error}>
      <NewerBar
        there={newest !== undefined && newest !== one?.version}
        words={words.newer}
        onShow={() => {
          setNewest(undefined)
          head.reload()
          content.reload()
        }}
      />
      {!head.data && (head.error ? <Failed error={head.error} retry={head.reload} /> : <Waiting />)}
      {head.data && !one && (done ? <Gone doing={done} /> : <Missing />)}
      {one && (
        <Opened
          view={{
            one,
            body: opened?.content,
            turns: opened,
            originals: opened?.canOpenOriginals ?? false,
            opening: !content.data && !content.error,
            fault: content.error,
            viewer,
            reopen: content.reload,
          }}
          wide={wide}
          done={done}
          onChanged={(action, changed) => {
            setDone({ action, round: (done?.round ?? 0) + 1 })
            if (changed) head.put({ node: { __typename: 'Case', ...changed } })
            else head.reload()
            if (RENEWS.includes(action)) content.reload()
            onChanged()
          }}
          onStale={() => {
            head.reload()
            // What came since must be seen before it is said to be.
            content.reload()
          }}
        />
      )}
    </article>
  )
}

/** Actions after which what is sealed reads otherwise. */
const RENEWS: readonly CaseAction[] = ['REPLY', 'ENTER_EXTERNAL_RESULT', 'CORRECT', 'NOTE_CLARIFICATION', 'PREPARE_CLARIFICATION']

interface OpenedProps {
  view: CaseView
  wide: boolean
  done: Doing | undefined
  onChanged: (action: CaseAction, one: CaseHeadFragment | undefined) => void
  onStale: () => void
}

/** The case with its sheets, and what has just been done. */
function Opened({ view, wide, done, onChanged, onStale }: OpenedProps) {
  const [act, setAct] = useState<Act>()
  const [isLeaving, setIsLeaving] = useState(false)
  const Layout = wide ? CaseDesk : CasePhone
  return (
    <>
      <Layout view={view} done={done} onAct={setAct} />
      {view.one.canStepAside && (
        <button class="btn btn--text mt5" type="button" aria-haspopup="dialog" onClick={() => setIsLeaving(true)}>
          {words.aside}
        </button>
      )}
      {isLeaving && <AsideSheet one={view.one} onClose={() => setIsLeaving(false)} onGone={onStale} />}
      {act && (
        <ActionSheet
          act={act}
          one={view.one}
          onAct={setAct}
          onClose={() => setAct(undefined)}
          onStale={onStale}
          onDone={(action, changed) => {
            setAct(undefined)
            onChanged(action, changed)
          }}
        />
      )}
    </>
  )
}

/** Done, and out of the viewer's sight with it: handed to another organ, say. */
function Gone({ doing: { action, round } }: { doing: Doing }) {
  return (
    <div class="head">
      <Done about={`${round}`}>{DONE[action]}</Done>
      <p class="soft mt3">{words.gone}</p>
      <a class="btn mt5" href="/staff">
        {words.back}
      </a>
    </div>
  )
}

function Missing() {
  return (
    <div class="head">
      <h1>{words.missing}</h1>
      <p class="lead soft mt2">{words.missingHelp}</p>
      <a class="btn btn--quiet mt6" href="/staff">
        {words.back}
      </a>
    </div>
  )
}

/** Focus goes to the case's name when it has come; at a desk the case comes into view. */
function useArrival(box: { readonly current: HTMLElement | null }, ready: boolean): void {
  useEffect(() => {
    const heading = ready ? box.current?.querySelector('h1') : null
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    if (heading.getBoundingClientRect().top > innerHeight * 0.6) box.current?.scrollIntoView()
  }, [ready])
}
