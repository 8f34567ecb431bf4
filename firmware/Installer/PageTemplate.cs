// Made from page.html by tests/Gateway.Installer.Tests (GATEWAY_UPDATE=1): do not edit.
namespace Gateway.Installer
{
    /// <summary>The page in pieces, each with what follows it.</summary>
    public sealed class PageTemplate
    {
        /// <summary>Content-Security-Policy of the page.</summary>
        public const string Policy =
            "default-src 'none'; connect-src 'self'; form-action 'self'; base-uri 'no"
                + "ne'; frame-ancestors 'none'; img-src data:; style-src 'sha256-Luh5oHuRfZ"
                + "4cb17+8YzChjfFo5Eh8t1nMbelKYlfG+Q='; script-src 'sha256-xQC12BgHaBxcDHMv"
                + "jaAGs+iVEmFsEwdVTgSbp1CAgoM='";

        /// <summary>First piece of what is shown before the code was given.</summary>
        public const int Login = 6;

        /// <summary>First piece of what is shown afterwards.</summary>
        public const int Menu = 11;

        /// <summary>First piece of the end of both.</summary>
        public const int Tail = 34;

        /// <summary>Number of pieces.</summary>
        public const int End = 37;

        private readonly string[] _pieces =
        {
            "<!doctype html>\n<html lang=\"",
            "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=de"
                + "vice-width,initial-scale=1\">\n<title>",
            "</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n:root{color-scheme:dark"
                + "}\n*{box-sizing:border-box}\nbody{margin:0;background:#0b0e11;color:#f2f5f"
                + "7;font:18px/1.45 system-ui,sans-serif}\nheader,main,nav,footer,.c{max-wid"
                + "th:40rem;margin:0 auto;padding:0 14px}\nheader{display:flex;justify-conte"
                + "nt:space-between;align-items:center;gap:8px;padding-top:10px}\nh1{font-si"
                + "ze:1.15rem;margin:0}\nh2{font-size:1.1rem;margin:18px 0 8px}\n.l{display:f"
                + "lex;gap:4px}\n.l a{display:block;min-width:44px;padding:10px 4px;text-ali"
                + "gn:center}\na{color:#8ecbff}\nlabel{display:block;margin:12px 0 6px}\ninput"
                + "{width:100%;min-height:54px;padding:8px 12px;font:inherit;font-size:1.3r"
                + "em;color:#fff;background:#161c22;border:2px solid #8a99a6;border-radius:"
                + "10px}\nbutton{min-height:54px;padding:10px 16px;font:inherit;font-weight:"
                + "600;color:#04121e;background:#8ecbff;border:2px solid #8ecbff;border-rad"
                + "ius:10px}\n.q{display:grid;grid-template-columns:1fr 1fr;gap:10px;margin:"
                + "12px 0}\n.q button{width:100%}\n.w,#u,#x{grid-template-columns:1fr}\n#o{mar"
                + "gin-top:12px}\n#o[hidden]{display:none}\n.s,.t button,dd button,.y{color:#"
                + "f2f5f7;background:#161c22;border-color:#8a99a6}\n.t{display:grid;grid-tem"
                + "plate-columns:1fr 1fr 1fr;gap:8px;margin:0}\n.t button{padding:8px 4px;fo"
                + "nt-size:.95rem;font-weight:500;overflow-wrap:anywhere;hyphens:auto}\n.t b"
                + "utton[aria-current]{border-color:#fff;background:#2a3946}\n:focus-visible"
                + "{outline:4px solid #ffd75e;outline-offset:2px}\ndl{margin:0}\ndl div{displ"
                + "ay:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 12px;paddin"
                + "g:9px 10px;border-left:6px solid #3a4753;border-bottom:1px solid #28323b"
                + "}\ndt{color:#c3ced6}\ndd{margin:0;text-align:right;overflow-wrap:anywhere;"
                + "margin-left:auto}\ndd b{display:inline-block;min-width:1.3em;text-align:c"
                + "enter}\ndd form{display:block;margin-top:6px}\ndd button{min-height:44px;p"
                + "adding:6px 12px}\ni{position:absolute;width:1px;height:1px;overflow:hidde"
                + "n;clip-path:inset(50%);white-space:nowrap}\n.k1{border-left-color:#5fd38a"
                + "}.k1 b{color:#5fd38a}\n.k2{border-left-color:#ffd75e}.k2 b{color:#ffd75e}"
                + "\n.k3{border-left-color:#ff8f85}.k3 b{color:#ff8f85}\n.h{font-size:1.25rem"
                + ";font-weight:700;background:#161c22;margin-top:12px}\n.h dt{color:#fff}\nm"
                + "eter{width:76px;height:14px;vertical-align:middle}\np{margin:10px 0;color"
                + ":#dce4ea}\n.e{padding:10px 12px;border:2px solid #ff8f85;border-radius:10"
                + "px}\n.k{position:absolute;left:-9999px}.k:focus{position:static;display:b"
                + "lock;padding:12px}\nfooter{padding:14px;color:#aebac3;font-size:.9rem}\n.d"
                + "{display:inline-block;min-height:44px;min-width:44px;padding:10px 0}\nmai"
                + "n:focus{outline:none}\nmain{min-height:8rem}\n</style>\n</head>\n<body>\n<a c"
                + "lass=\"k\" href=\"#a\">",
            "</a>\n<header><h1>",
            "</h1><div class=\"l\" role=\"group\" aria-label=\"",
            "\"><a href=\"/?l=en\" lang=\"en\" aria-label=\"English\">EN</a><a href=\"/?l=de\""
                + " lang=\"de\" aria-label=\"Deutsch\">DE</a><a href=\"/?l=fr\" lang=\"fr\" aria-la"
                + "bel=\"Français\">FR</a><a href=\"/?l=sv\" lang=\"sv\" aria-label=\"Svenska\">SV<"
                + "/a></div></header>\n",
            "<main id=\"a\" tabindex=\"-1\">",
            "\n<form method=\"post\" action=\"/\"><input type=\"hidden\" name=\"l\" value=\"",
            "\">\n<label for=\"c\">",
            "</label><input id=\"c\" name=\"c\" type=\"text\" autocomplete=\"off\" autocapita"
                + "lize=\"characters\" spellcheck=\"false\" maxlength=\"64\" required>\n<div class"
                + "=\"q w\"><button>",
            "</button></div></form></main>\n",
            "<div class=\"c\"><form id=\"f\" method=\"get\" action=\"/\" role=\"search\"><input"
                + " type=\"hidden\" name=\"l\" value=\"",
            "\">\n<label for=\"n\">",
            "</label><input id=\"n\" name=\"n\" type=\"text\" inputmode=\"numeric\" pattern=\""
                + "[0-9A-Fa-f]{1,8}\" maxlength=\"8\" autocomplete=\"off\" value=\"",
            "\">\n<div class=\"q\"><button name=\"t\" value=\"hear\">",
            "</button><button class=\"s\" name=\"t\" value=\"listen\" formmethod=\"post\">",
            " (120 s)</button></div></form></div>\n<main id=\"a\" tabindex=\"-1\" aria-liv"
                + "e=\"polite\">",
            "</main>\n<div class=\"c\" id=\"o\" hidden><button class=\"y\" id=\"y\" type=\"butt"
                + "on\">",
            "</button> <span id=\"z\" role=\"status\"></span></div>\n<nav aria-label=\"",
            "\"><h2>",
            "</h2><form id=\"g\" class=\"t\" method=\"get\" action=\"/\"><input type=\"hidden\""
                + " name=\"l\" value=\"",
            "\"><button name=\"t\" value=\"antenna\">",
            "</button><button name=\"t\" value=\"wayout\">",
            "</button><button name=\"t\" value=\"worst\">",
            "</button><button name=\"t\" value=\"live\">",
            "</button><button name=\"t\" value=\"wired\">",
            "</button><button name=\"t\" value=\"drops\">",
            "</button><button name=\"t\" value=\"report\">",
            "</button><button name=\"t\" value=\"survey\">",
            "</button></form>\n<form id=\"u\" class=\"q\" method=\"post\" action=\"/\"><input "
                + "type=\"hidden\" name=\"l\" value=\"",
            "\"><input type=\"hidden\" name=\"t\" value=\"survey\"><input type=\"hidden\" name"
                + "=\"d\" value=\"5\"><button class=\"s\">",
            " (5 min)</button></form>\n<form class=\"q\" id=\"x\" method=\"post\" action=\"/\""
                + "><input type=\"hidden\" name=\"l\" value=\"",
            "\"><input type=\"hidden\" name=\"x\" value=\"1\"><button class=\"s\">",
            "</button></form></nav>\n<script>\n(function(){\nvar d=document,a=d.getEleme"
                + "ntById('a'),tm=0,seq=0,left=0,n=d.getElementById('n');\nfunction el(t,c,x"
                + "){var e=d.createElement(t);if(c)e.className=c;if(x!=null)e.textContent=x"
                + ";return e}\nfunction show(j,quiet){\na.setAttribute('aria-live',quiet?'off"
                + "':'polite');\nvar o=[],dl=null;o.push(el('h2','',j.title));\nj.rows.forEac"
                + "h(function(r){\nif(r.note!=null){dl=null;o.push(el('p','',r.note));return"
                + "}\nif(r.link){dl=null;var p=el('p'),h=el('a','d',r.v);h.href=r.link;if(r."
                + "f)h.download='';p.appendChild(h);o.push(p);return}\nif(!dl){dl=el('dl');o"
                + ".push(dl)}\nvar v=el('div',(r.h?'h ':'')+'k'+r.k),dd=el('dd');\nv.appendCh"
                + "ild(el('dt','',r.t));\nif(r.k){var b=el('b','',r.s);b.setAttribute('aria-"
                + "hidden','true');dd.appendChild(b);dd.appendChild(el('i','',r.w+': '))}\ni"
                + "f(r.b!=null){var m=el('meter');m.min=0;m.max=100;m.value=r.b;m.setAttrib"
                + "ute('aria-hidden','true');dd.appendChild(m);dd.appendChild(d.createTextN"
                + "ode(' '))}\ndd.appendChild(d.createTextNode(r.v));\nif(r.n){var k=el('butt"
                + "on','',r.n);k.type='button';k.setAttribute('aria-label',r.n+' '+r.v);k.o"
                + "nclick=function(){ask('wired',{p:r.p,m:r.m},1)};var f=el('form');f.appen"
                + "dChild(k);dd.appendChild(f)}\nv.appendChild(dd);dl.appendChild(v)});\na.re"
                + "placeChildren.apply(a,o);d.getElementById('o').hidden=false;d.getElement"
                + "ById('z').textContent=''}\nfunction ask(t,q,post,quiet){\nclearTimeout(tm)"
                + ";var my=++seq,s='t='+t+'&l='+d.documentElement.lang;\nfor(var k in q)s+='"
                + "&'+k+'='+encodeURIComponent(q[k]);\nif(!quiet)a.setAttribute('aria-busy',"
                + "'true');\nd.querySelectorAll('#g button').forEach(function(b){if(b.value="
                + "=t)b.setAttribute('aria-current','true');else b.removeAttribute('aria-cu"
                + "rrent')});\nfetch(post?'/api':'/api?'+s,post?{method:'POST',body:s,header"
                + "s:{'Content-Type':'application/x-www-form-urlencoded'}}:{}).then(functio"
                + "n(r){\nif(r.status==403){location.href='/?l='+d.documentElement.lang;retu"
                + "rn}\nreturn r.json()}).then(function(j){\nif(!j||my!=seq)return;\nvar end=l"
                + "eft>0&&j.left==0;left=j.left;a.removeAttribute('aria-busy');\nshow(j,quie"
                + "t&&!end);\nif(!quiet){a.focus({preventScroll:true});a.scrollIntoView({blo"
                + "ck:'nearest'})}\nif(j.left>0||/p=/.test(s))again(t,post)}).catch(function"
                + "(){if(my==seq)again(t,post)})}\nvar tests=0;\nfunction again(t,post){if(t="
                + "='wired'&&!left){if(post)tests=6;if(--tests<0)return}tm=setTimeout(funct"
                + "ion(){ask(t,{},0,1)},t=='survey'?5000:2000)}\nd.getElementById('f').addEv"
                + "entListener('submit',function(e){\ne.preventDefault();var b=e.submitter,t"
                + "=b?b.value:'hear';ask(t,t=='listen'?{n:n.value,d:120}:{n:n.value},t=='li"
                + "sten')});\nd.getElementById('g').addEventListener('submit',function(e){e."
                + "preventDefault();ask(e.submitter.value,{})});\nd.getElementById('u').addE"
                + "ventListener('submit',function(e){e.preventDefault();ask('survey',{d:5},"
                + "1)});\nd.getElementById('y').onclick=function(){\nvar s='';a.querySelector"
                + "All('h2,dl>div,p').forEach(function(e){\nvar t=e.querySelector('dt');s+=("
                + "t?t.textContent+': '+[].map.call(e.querySelector('dd').childNodes,functi"
                + "on(x){return x.nodeType==3||x.tagName=='I'?x.textContent:''}).join('').t"
                + "rim():e.textContent)+'\\n'});\nvar x=el('textarea');x.value=s;a.appendChil"
                + "d(x);x.select();var ok=d.execCommand('copy');x.remove();\nd.getElementByI"
                + "d('z').textContent=ok?'\\u2713':'\\u2717'};\nif(d.querySelector('#a noscrip"
                + "t'))ask((/t=(listen|survey|live)/.exec(location.search)||[0,'listen'])[1"
                + "],{},0,1);\n})();\n</script>\n",
            "<footer>",
            "",
            "</footer>\n</body>\n</html>\n",
        };

        private readonly short[] _slots =
        {
            (short)PageSlot.Tag,
            (short)TextId.PageTitle,
            (short)TextId.SkipToAnswer,
            (short)TextId.PageTitle,
            (short)TextId.Language,
            (short)PageSlot.None,
            (short)PageSlot.Content,
            (short)PageSlot.Tag,
            (short)TextId.CodeLabel,
            (short)TextId.Open,
            (short)PageSlot.None,
            (short)PageSlot.Tag,
            (short)TextId.NumberLabel,
            (short)PageSlot.Digits,
            (short)TextId.Ask,
            (short)TextId.ListenNow,
            (short)PageSlot.Content,
            (short)TextId.Copy,
            (short)TextId.ToolsLabel,
            (short)TextId.ToolsLabel,
            (short)PageSlot.Tag,
            (short)TextId.MenuAntenna,
            (short)TextId.MenuWayOut,
            (short)TextId.MenuWorst,
            (short)TextId.MenuLive,
            (short)TextId.MenuWired,
            (short)TextId.MenuDrops,
            (short)TextId.MenuReport,
            (short)TextId.MenuSurvey,
            (short)PageSlot.Tag,
            (short)TextId.SurveyStart,
            (short)PageSlot.Tag,
            (short)TextId.SignOut,
            (short)PageSlot.None,
            (short)PageSlot.Gateway,
            (short)TextId.Footnote,
            (short)PageSlot.None,
        };

        /// <summary>A piece, as it stands.</summary>
        public string Piece(int index)
        {
            return _pieces[index];
        }

        /// <summary>What follows it: a <see cref="TextId"/>, or one of PageSlot.</summary>
        public int Slot(int index)
        {
            return _slots[index];
        }
    }
}
