const t0=process.hrtime.bigint();
require('@backstage/cli/config/nodeTransform.cjs');
const ms=()=>Number(process.hrtime.bigint()-t0)/1e6|0;
const {startDemoCluster}=require('/work/main/packages/sandbox-cluster/src/process/startDemoCluster');
console.log('loaded',ms());
const {sandbox}=require('/work/main/packages/sandbox-cluster/src/demo/sandbox');
const seed=sandbox.seed;
(async()=>{
 const c=await startDemoCluster({...sandbox, async seed(s){console.log('listening',ms()); await seed(s); console.log('seeded',ms());}},{token:'sandbox',port:0,onError:m=>console.log(m)});
 console.log('started',ms());
 const pods=()=>c.store.list({group:'',kind:'Pod'});
 const t=setInterval(async()=>{const p=pods(); const ready=p.filter(x=>x.status?.conditions?.some(y=>y.type==='Ready'&&y.status==='True')).length; const done=p.filter(x=>x.status?.phase==='Succeeded').length; console.log(ms(),p.length,ready,done); if(p.length>50&&ready+done===p.length){clearInterval(t);await c.close();}},300);
})();
