#!/usr/bin/env bash
# How long the triage learns, and how long it takes for one message: triage.sh PROGRAM
#
# From the real messages where LINLI_PUBLIC_DATA names their folder, else from made-up ones.
set -euo pipefail
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=${LINLI_PUBLIC_DATA:-}
[ -e "$folder/public-messages" ] && folder=$folder/public-messages
labelled=$folder/messages_labelled.csv messages=$folder/messages.csv
if [ ! -e "$labelled" ] || [ ! -e "$messages" ]; then
  labelled=$work/labelled.csv messages=$work/messages.csv
  python3 - "$labelled" "$messages" <<'PYTHON'
import sys
topics = {"环境保护": "噪音 污水 黑烟 臭气 粉尘 油烟", "教育文体": "学校 老师 补课 学位 招生 操场",
          "交通运输": "公交 班车 出租车 拒载 车票 快递", "卫生计生": "医院 医生 药店 疫苗 挂号 诊所"}
rows = [(topic, a, b, c) for topic, words in topics.items() for a in words.split() for b in words.split() for c in range(6)]
text = lambda a, b, c: f"我家旁边的{a}已经好久了，{b}也没有人管，希望第{c}次以后有人来看看。" * 6
with open(sys.argv[1], "w") as file:
    file.write("id,subject,text,label\n" + "".join(f"{i},{a}的事,{text(a, b, c)},{t}\n" for i, (t, a, b, c) in enumerate(rows)))
with open(sys.argv[2], "w") as file:
    file.write("id,subject,text\n" + "".join(f"{i}-{n},{a}的事,{text(a, b, n)}\n" for n in range(5) for i, (t, a, b, c) in enumerate(rows)))
PYTHON
fi
now() { date +%s%N; }
begun=$(now)
"$program" triage train --messages "$labelled" --unlabelled "$messages" --model "$work/model" >/dev/null 2>&1
learned=$(now)
"$program" triage predict --model "$work/model" --messages "$messages" --out "$work/out.csv" 2>/dev/null
answered=$(now)
count=$(($(wc -l <"$work/out.csv") - 1))
awk -v learn=$((learned - begun)) -v answer=$((answered - learned)) -v count=$count 'BEGIN {
  printf "triage: learned in %.1f s; %d messages in %.2f s, reading and writing too: %.3f ms a message (goal: 1 ms)\n",
    learn / 1e9, count, answer / 1e9, answer / 1e6 / count }'
