// Steps 3 to 6: what happened, files, how to reach the person, a last look.
import { useEffect } from 'preact/hooks'
import { late } from '@/shared/ui/late'
import { DraftBox } from './draft-box'
import type { LaterProps, StepProps } from './form'
import { FilesStep } from './step-files'
import { StoryStep } from './step-story'

const loadContact = () => import('./step-contact')
const loadReview = () => import('./step-review')
const ContactStep = late<StepProps>(loadContact)
const ReviewStep = late<LaterProps>(loadReview)

export default function LaterSteps(props: LaterProps) {
  const { step, form } = props
  useEffect(() => {
    // Fetched while the story is written, so that they are there even if the network goes.
    Promise.all([loadContact(), loadReview()]).catch(() => undefined)
  }, [])
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
