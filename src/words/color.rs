//! Colours by their names.

use crate::language::Language;

/// What people call a colour `#RRGGBB`; one that is written otherwise stands as it is.
pub fn color(code: &str, language: Language) -> String {
    channels(code).map_or(code, |channels| language.words().color_name(name(channels))).to_owned()
}

fn channels(code: &str) -> Option<[i32; 3]> {
    let digits = code.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| i32::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// How far the brightest and the darkest channel of a grey may lie apart.
const GREY: i32 = 24;

/// The English name.
fn name([red, green, blue]: [i32; 3]) -> &'static str {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let spread = most - least;
    if spread <= GREY {
        return match most {
            0..=40 => "black",
            241.. => "white",
            _ => "grey",
        };
    }
    // The hue in degrees: red at 0, green at 120, blue at 240.
    let hue = match most {
        _ if most == red => 60 * (green - blue) / spread,
        _ if most == green => 120 + 60 * (blue - red) / spread,
        _ => 240 + 60 * (red - green) / spread,
    };
    match hue.rem_euclid(360) {
        15..45 if most < 160 => "brown",
        15..45 => "orange",
        45..70 => "yellow",
        70..165 => "green",
        165..195 => "turquoise",
        195..255 => "blue",
        255..290 => "purple",
        290..345 => "pink",
        _ => "red",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_called_by_its_name_in_both_languages() {
        let both = |code| Language::ALL.map(|language| color(code, language));
        assert_eq!(both("#FFEB84"), ["yellow", "黄色"]);
        assert_eq!(both("#BFBFBF"), ["grey", "灰色"]);
        assert_eq!(both("#C00000"), ["red", "红色"]);
        assert_eq!(both("#4472c4"), ["blue", "蓝色"]);
        assert_eq!(both("#70AD47"), ["green", "绿色"]);
        assert_eq!(both("#ED7D31"), ["orange", "橙色"]);
        assert_eq!(both("#FFFFFF"), ["white", "白色"]);
        assert_eq!(both("mauve"), ["mauve", "mauve"]);
    }
}
