(function(d){try{var s=JSON.parse(localStorage.a11y||"{}");["size","scheme","mode","cursor"].forEach(function(k){if(s[k])d[k]=s[k]})}catch(e){}})(document.documentElement.dataset)
