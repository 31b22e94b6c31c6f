// Steps 3 to 6: what happened, files, how to reach the person, a last look.
import { DraftBox } from './draft-box'
import type { LaterProps } from './later'
import { ContactStep } from './step-contact'
import { FilesStep } from './step-files'
import { ReviewStep } from './step-review'
import { StoryStep } from './step-story'

export default function LaterSteps(props: LaterProps) {
  const { step, form } = props
  return (
    <>
      {step === 3 && <StoryStep {...props} />}
      {step === 4 && <FilesStep {...props} />}
      {step === 5 && <ContactStep {...props} />}
      {step === 6 && <ReviewStep {...props} />}
      <DraftBox form={form} />
    </>
  )
}
