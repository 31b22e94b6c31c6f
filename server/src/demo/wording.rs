//! Fills names into the texts of the demonstration, and words a town as it is: 镇, 乡 or 街道.

/// Names around one unit.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The unit.
    pub unit: String,
    /// Its town; the unit itself above the villages.
    pub town: String,
    /// Its county.
    pub county: String,
    /// The organ that covers it.
    pub organ: String,
    /// The organ above the county.
    pub above: String,
    /// 县, 市 or 区.
    pub level: String,
}

impl Wording {
    /// The text with everything filled in.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let mut text = self.by_level(self.by_town(text));
        if text.contains('{') {
            let places = [
                ("{unit}", &self.unit),
                ("{town}", &self.town),
                ("{county}", &self.county),
                ("{organ}", &self.organ),
                ("{above}", &self.above),
            ];
            for (place, name) in places {
                if text.contains(place) {
                    text = text.replace(place, name);
                }
            }
        }
        text
    }

    /// In a city or a district nobody says 县.
    fn by_level(&self, text: String) -> String {
        if self.level == "县" || !text.contains('县') { text } else { text.replace('县', &self.level) }
    }

    /// What a township and a subdistrict call their house and its heads.
    fn by_town(&self, text: &str) -> String {
        let forms: &[(&str, &str)] = if self.town.ends_with("街道") {
            &[
                ("{unit}人民政府", "{unit}办事处"),
                ("{town}人民政府", "{town}办事处"),
                ("{town}纪委", "{town}纪工委"),
                ("副镇长", "办事处副主任"),
                ("镇长", "办事处主任"),
                ("党委书记", "党工委书记"),
                ("党委副书记", "党工委副书记"),
                ("党委委员", "党工委委员"),
                ("人大主席", "人大工委主任"),
                ("纪委书记", "纪工委书记"),
                ("镇里", "街道"),
                ("到镇", "到街道"),
                ("本镇", "本街道"),
            ]
        } else if self.town.ends_with('乡') {
            &[("镇长", "乡长"), ("镇里", "乡里"), ("到镇", "到乡"), ("本镇", "本乡")]
        } else {
            &[]
        };
        forms.iter().fold(text.to_owned(), |text, (from, to)| if text.contains(from) { text.replace(from, to) } else { text })
    }
}

#[cfg(test)]
mod tests {
    use super::Wording;

    fn wording(town: &str, level: &str) -> Wording {
        let county = if level == "县" { "苍溪县" } else { "盐田区" }.to_owned();
        let organ = format!("{town}纪委");
        Wording {
            unit: format!("{town}红旗村"),
            town: town.to_owned(),
            county,
            organ,
            above: "广元市纪委监委".to_owned(),
            level: level.to_owned(),
        }
    }

    #[test]
    fn names_are_filled_in() {
        let text = wording("龙山镇", "县").fill("{unit}村民委员会报{town}，{organ}来管，县里确认，{county}民政局发钱，{above}在上");
        assert_eq!(text, "龙山镇红旗村村民委员会报龙山镇，龙山镇纪委来管，县里确认，苍溪县民政局发钱，广元市纪委监委在上");
    }

    #[test]
    fn a_township_and_a_subdistrict_have_their_own_words() {
        assert_eq!(wording("白鹤乡", "县").fill("党委副书记、镇长，镇里审核"), "党委副书记、乡长，乡里审核");
        assert_eq!(wording("海山街道", "区").fill("{town}人民政府、副镇长，县里确认"), "海山街道办事处、办事处副主任，区里确认");
    }
}
