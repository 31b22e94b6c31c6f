// The sheet over a case: the list of further actions, or the form of one.
import type { ComponentType } from 'preact'
import type { CaseAction } from '@/shared/graphql/schema.generated'
import { Cell } from '@/shared/ui/cell'
import { Sheet } from '@/shared/ui/sheet'
import type { CaseHeadFragment } from '../case/case.generated'
import { text } from '../text'
import { ACTION, inOrder, leading, mustPublish } from '../words'
import { AcceptForm } from './accept-form'
import { AddSubjectForm } from './add-subject-form'
import { AskMaterialForm } from './ask-material-form'
import { AssignForm } from './assign-form'
import { ContinueForm } from './continue-form'
import { DeclineForm } from './decline-form'
import { ExternalForm } from './external-form'
import { ExtendForm } from './extend-form'
import { FileForm } from './file-form'
import { PauseForm } from './pause-form'
import { ClarifyForm, ClarifyTextForm } from '../turns/clarify-form'
import { CorrectForm } from '../turns/correct-form'
import { EndJointForm, InviteForm } from '../turns/joint-form'
import { MaliceForm } from '../turns/malice-form'
import { NoteForm } from '../turns/note-form'
import { ReceiptForm } from '../turns/receipt-form'
import { SignForm } from '../turns/sign-form'
import { ReplyForm } from './reply-form'
import { ResumeForm } from './resume-form'
import { SeenForm } from './seen-form'
import { StartForm } from './start-form'
import { TransferForm } from './transfer-form'
import type { CaseFormProps } from './use-case-form'

/** What a sheet is open for; `MORE` is the list of the rest. */
export type Act = CaseAction | 'MORE'

const FORMS: Readonly<Record<CaseAction, ComponentType<CaseFormProps>>> = {
  ACCEPT: AcceptForm,
  DECLINE: DeclineForm,
  TRANSFER: TransferForm,
  ASSIGN: AssignForm,
  ADD_SUBJECT: AddSubjectForm,
  START_INVESTIGATION: StartForm,
  FILE: FileForm,
  REPLY: ReplyForm,
  ENTER_EXTERNAL_RESULT: ExternalForm,
  CONTINUE_WITHOUT_REPORTER: ContinueForm,
  PAUSE_DEADLINE: PauseForm,
  EXTEND_DEADLINE: ExtendForm,
  RESUME_DEADLINE: ResumeForm,
  SIGN_FOR_HAND_OVER: SignForm,
  ENTER_RECEIPT: ReceiptForm,
  INVITE_ORGAN: InviteForm,
  END_JOINT: EndJointForm,
  ADD_NOTE: NoteForm,
  CORRECT: CorrectForm,
  PROPOSE_MALICE: MaliceForm,
  NOTE_CLARIFICATION: ClarifyForm,
  PREPARE_CLARIFICATION: ClarifyTextForm,
  ACKNOWLEDGE_MATERIAL: SeenForm,
  ASK_MATERIAL: AskMaterialForm,
}

interface Props {
  act: Act
  one: CaseHeadFragment
  onAct: (act: Act) => void
  onClose: () => void
  /** The case is no longer as this page shows it. */
  onStale: () => void
  onDone: (action: CaseAction, one: CaseHeadFragment | undefined) => void
}

export function ActionSheet({ act, one, onAct, onClose, onStale, onDone }: Props) {
  if (act === 'MORE') return <MoreSheet one={one} onAct={onAct} onClose={onClose} />
  const Form = FORMS[act]
  const { name } = ACTION[act]
  return (
    <Sheet key={act} label={name} onClose={onClose}>
      <h2>{name}</h2>
      <Form one={one} onClose={onClose} onStale={onStale} onDone={(changed) => onDone(act, changed)} />
    </Sheet>
  )
}

function MoreSheet({ one, onAct, onClose }: Pick<Props, 'one' | 'onAct' | 'onClose'>) {
  const allowed = inOrder(one.viewerCan)
  const main = mustPublish(one) ? undefined : leading(allowed)
  const rest = allowed.filter((action) => action !== main)
  return (
    <Sheet key="MORE" label={text.page.more} onClose={onClose}>
      <h2>{text.page.more}</h2>
      <ul class="cells mt3">
        {rest.map((action) => (
          <li key={action}>
            <Cell title={ACTION[action].name} sub={ACTION[action].hint} onClick={() => onAct(action)} />
          </li>
        ))}
      </ul>
      <button class="btn btn--text mt3" type="button" onClick={onClose}>
        {text.page.close}
      </button>
    </Sheet>
  )
}
