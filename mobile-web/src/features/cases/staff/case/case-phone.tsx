// A case on a phone: one column, the actions at the thumb.
import type { CaseAction } from '@/shared/graphql/schema.generated'
import { Section } from '@/shared/ui/section'
import type { Act } from '../actions/action-sheet'
import { text } from '../text'
import { ACTION, SELDOM, inOrder, leading, mustPublish, publishPath } from '../words'
import { CaseHeading } from './case-heading'
import { About, Badge, Eyebrow, History, JustDone, Lost, Reporter } from './case-parts'
import type { CaseView, Doing } from './case-parts'
import { Evidence, Replies, Said, Supplements } from './content'
import { turnText } from '../turns/text'
import { Turns, hasTurns } from '../turns/turns-section'
import { DueBlock } from './due-block'

const words = text.page

export interface LayoutProps {
  view: CaseView
  /** What has just been done. */
  done: Doing | undefined
  onAct: (act: Act) => void
}

export function CasePhone({ view, done, onAct }: LayoutProps) {
  const { one, body } = view
  return (
    <>
      <div class="head">
        <Eyebrow one={one} />
        <CaseHeading subjects={one.subjects} />
        <p class="mt3">
          <Badge one={one} />
        </p>
      </div>
      {done && <JustDone doing={done} one={one} />}
      <Lost one={one} />
      <div class="mt5">
        <DueBlock one={one} open={false} />
      </div>
      <Section id="about" title={words.about}>
        <About view={view} />
        <h3 class="mt5">{words.said}</h3>
        <Said view={view} />
        <Supplements view={view} />
      </Section>
      {body && body.media.length > 0 && (
        <Section id="media" title={words.media}>
          <Evidence view={view} />
        </Section>
      )}
      {body && body.replies.length > 0 && (
        <Section id="replies" title={words.reply(1)}>
          <Replies list={body.replies} caseId={one.id} />
        </Section>
      )}
      {hasTurns(view) && (
        <Section id="turns" title={turnText.page.title}>
          <Turns view={view} />
        </Section>
      )}
      <Section id="reporter" title="举报人">
        <Reporter one={one} />
      </Section>
      <Section id="history" title={words.timeline}>
        <History one={one} />
      </Section>
      <ThumbActions allowed={inOrder(one.viewerCan)} publish={mustPublish(one) ? publishPath(one.id) : undefined} onAct={onAct} />
    </>
  )
}

interface ThumbProps {
  allowed: readonly CaseAction[]
  /** Where the result is published, while that is what is left to do. */
  publish: string | undefined
  onAct: (act: Act) => void
}

function ThumbActions({ allowed, publish, onAct }: ThumbProps) {
  const main = publish ? undefined : leading(allowed)
  const second = allowed.find((action) => action !== main)
  // Of two the other stands beside, unless it is seldom right; more than two are behind one button.
  const beside = main && allowed.length === 2 && second && !SELDOM.includes(second) ? second : undefined
  if (allowed.length === 0) return <p class="soft small mt6">{words.readOnly}</p>
  return (
    <div class="actions">
      <div class="btns">
        {publish && (
          <a class="btn actions__main" href={publish}>
            {words.publish}
          </a>
        )}
        {main && (
          <button class="btn actions__main" type="button" aria-haspopup="dialog" onClick={() => onAct(main)}>
            {ACTION[main].name}
          </button>
        )}
        {beside && (
          <button class="btn btn--quiet" type="button" aria-haspopup="dialog" onClick={() => onAct(beside)}>
            {ACTION[beside].name}
          </button>
        )}
        {!beside && (!main || second) && (
          <button class="btn btn--quiet" type="button" aria-haspopup="dialog" onClick={() => onAct('MORE')}>
            {words.more}
          </button>
        )}
      </div>
    </div>
  )
}
