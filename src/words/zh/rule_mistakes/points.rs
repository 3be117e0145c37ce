//! Points of scorecards.

use super::{Said, said, type_name};
use crate::rule::mistake::PointsMistake;
use crate::words::zh::quoted;

pub fn advice(mistake: &PointsMistake) -> Said {
    match mistake {
        PointsMistake::TwoWays { one, other } => said(format!("此评分项同时有 `{one}` 和 `{other}`"), "请只保留一个"),
        PointsMistake::UnusualPoints { least, most } => said(
            format!("此评分项的分值为 {least} 到 {most}；加权的分值通常在 0 到 100 之间"),
            "请将分值写在 0 到 100 之间；或去掉权重，直接相加分值",
        ),
        PointsMistake::WeightOutOfRange { weight } => {
            said(format!("权重须大于 0，且不超过 1，而不是 {weight}"), "请写 `weight = 0.25`")
        }
        PointsMistake::NoWeight => {
            said("此评分项没有权重，而其他评分项有", "请为每个评分项设置权重，合计为 1；或全部不设权重，直接相加分值")
        }
        PointsMistake::WeightsNoWhole { sum } => said(
            match sum {
                Some(sum) => format!("各权重合计 {sum}，而不是 1"),
                None => "各权重合计不是 1".to_owned(),
            },
            "合计须恰好为 1",
        ),
        PointsMistake::NoSteps => said("`steps` 为空", "请写 `steps = [ { min = 12, points = 100 }, { points = 0 } ]`"),
        PointsMistake::NotAChoice { name, kind } => said(
            format!("`{name}` 是{}，没有限定的用词", type_name(*kind)),
            "按用词计分需要限定用词或是否类的字段，或前面规则的标签列；数字请用 `ramp` 或 `steps`",
        ),
        PointsMistake::PointsTwice { word } => {
            said(format!("{}的分值写了两次", quoted(word)), "每个词的分值请只写一次")
        }
        PointsMistake::NoPoints { words } => {
            let list = words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join("、");
            said(format!("{list}没有分值"), format!("请加上 `\"{}\" = 0`", words[0]))
        }
        PointsMistake::StepOutOfRange { step } => {
            said(format!("`step` 须大于 0，且不超过 100 分，而不是 {step}"), "请写 `step = 10`")
        }
        PointsMistake::FlatRamp => {
            said("此线性区间的起点与终点相同", "请在 `from` 中写 0 分处的数值，在 `to` 中写 100 分处的数值")
        }
        PointsMistake::TotalTooLong => said("总分超过 38 位数字", "请减小分值"),
        PointsMistake::NoTotalReaches { low, high } => {
            said(format!("没有客户能达到此等级：总分只在 {low} 到 {high} 之间"), "请调整其分界值，或修改各项分值")
        }
        PointsMistake::TotalsTaken { low, high } => said(
            format!("没有客户能达到此等级：前面的等级已包含全部总分（{low} 到 {high}）"),
            "请提高前面各等级的分界值，或修改各项分值",
        ),
    }
}
