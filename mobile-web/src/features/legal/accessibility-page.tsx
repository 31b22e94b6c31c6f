// For whom the pages work, and where not yet.
import { accessibility } from './text'
import { TextPage } from './text-page'

export default function AccessibilityPage() {
  return <TextPage {...accessibility} />
}
